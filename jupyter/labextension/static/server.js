// The course's own addresses on the Jupyter server; every failure becomes one Vietnamese line.

export class CourseError extends Error {}

const BY_STATUS = {
  403: 'Phiên làm việc đã hết. Mở lại địa chỉ in trong cửa sổ «binhdan start».',
  404: 'Khoá học chưa được mở bằng «binhdan start». Đóng JupyterLab, chạy lệnh đó rồi thử lại.'
};

export class CourseServer {
  constructor({ coreutils, services, signaling }) {
    this.coreutils = coreutils;
    this.connection = services.ServerConnection;
    this.settings = services.ServerConnection.makeSettings();
    /** Emitted when a hand-in, a mark or a lesson changed what the home page says. */
    this.changed = new signaling.Signal(this);
  }

  /** Whether this JupyterLab runs on a learner's workspace. */
  get isOpen() {
    return this.coreutils.PageConfig.getOption('binhdanWorkspace') === 'true';
  }

  url(path) {
    return this.coreutils.URLExt.join(this.settings.baseUrl, path);
  }

  async home() {
    return (await this.request('binhdan/home')).text();
  }

  async handIn(path) {
    return (await this.post('binhdan/hand-in', { path })).json();
  }

  /** Send how well a card was remembered; returns the HTML of the review as it stands now. */
  async review(card, grade) {
    return (await this.post('binhdan/review', { card, grade })).text();
  }

  async hintOpened(path, cell) {
    return (await this.post('binhdan/hint', { path, cell })).json();
  }

  async newVersion(lesson) {
    return (await this.post('binhdan/new-version', { lesson })).json();
  }

  async result(lesson) {
    return (await this.request(`binhdan/result?lesson=${encodeURIComponent(lesson)}`)).json();
  }

  post(path, body) {
    return this.request(path, { method: 'POST', body: JSON.stringify(body) });
  }

  async request(path, init = {}) {
    let response;
    try {
      response = await this.connection.makeRequest(this.url(path), init, this.settings);
    } catch {
      throw new CourseError(
        'Không nối được tới khoá học. Xem cửa sổ «binhdan start» còn mở không, rồi thử lại.'
      );
    }
    if (!response.ok) {
      throw new CourseError(await reason(response));
    }
    return response;
  }
}

async function reason(response) {
  if (BY_STATUS[response.status]) {
    return BY_STATUS[response.status];
  }
  const said = await response.json().catch(() => ({}));
  // The course answers 400 and 500 in Vietnamese; anything else that fails speaks English.
  const ours = response.headers.get('X-Binhdan') !== null;
  return ours && said.message
    ? said.message
    : 'Khoá học gặp lỗi khi trả lời. Lưu bài, đóng rồi chạy lại «binhdan start».';
}
