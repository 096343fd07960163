// «Ôn hôm nay» on the home page: show the answer, take the grade, ask the next card; by mouse or by keyboard.

export class Review {
  constructor(page, course) {
    this.page = page;
    this.course = course;
    page.addEventListener('keydown', event => this.onKey(event));
  }

  takes(button) {
    return ['show-answer', 'rate'].includes(button.dataset.action);
  }

  async act(button) {
    if (button.dataset.action === 'show-answer') {
      this.show();
      return this.find('.bd-answer p').focus();
    }
    const buttons = [...this.page.querySelectorAll('.bd-grades button')];
    if (buttons.some(one => one.disabled)) {
      return; // a second press while the first is on its way
    }
    buttons.forEach(one => (one.disabled = true));
    try {
      const section = await this.course.review(this.card, button.dataset.grade);
      this.find('.bd-review').outerHTML = section;
    } finally {
      buttons.forEach(one => (one.disabled = false));
    }
    this.find('.bd-question, .bd-review-done')?.focus();
    this.course.changed.emit();
  }

  /** Run what draws the page anew: an answer that was open stays open, and who was there with the keyboard stays there. */
  keep(draw) {
    const { card, isOpen } = this;
    const focused = document.activeElement;
    const wasHere = Boolean(this.find('.bd-review')?.contains(focused));
    const grade = focused?.dataset?.grade;
    const wanted = focused?.matches('.bd-show') ? '.bd-show' : grade && `.bd-grades [data-grade="${CSS.escape(grade)}"]`;
    draw();
    const same = card === this.card;
    if (isOpen && same) {
      this.show();
    }
    if (wasHere) {
      const place = this.isOpen ? '.bd-answer p' : '.bd-question, .bd-review-done';
      ((same && wanted && this.find(wanted)) || this.find(place))?.focus();
    }
  }

  show() {
    const button = this.find('.bd-show');
    button.setAttribute('aria-expanded', 'true');
    button.hidden = true;
    this.find('.bd-answer').hidden = false;
  }

  onKey(event) {
    const card = event.target.closest('.bd-card');
    if (!card || !this.isOpen || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const button = card.querySelector(`.bd-grades [aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      event.stopPropagation();
      button.click();
    }
  }

  get card() {
    return this.find('.bd-card')?.dataset.card;
  }

  get isOpen() {
    return this.find('.bd-show')?.getAttribute('aria-expanded') === 'true';
  }

  find(selector) {
    return this.page.querySelector(selector);
  }
}
