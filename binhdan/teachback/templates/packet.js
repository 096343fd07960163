(function () {
"use strict";
const body = document.body.dataset, by = (id) => document.getElementById(id);
const works = [...document.querySelectorAll(".work")];
const place = ["binhdan-danh-gia", body.round, body.code, body.packet].join("-");
const words = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

function read(work) {
  const marks = [...work.querySelectorAll("fieldset")].map((set) => {
    const chosen = set.querySelector(":checked");
    return chosen ? Number(chosen.value) : null;
  });
  return [marks, work.querySelector("textarea").value.trim()];
}

function missing(work) {
  const [marks, sentence] = read(work);
  const unmarked = marks.findIndex((mark) => mark === null);
  if (unmarked >= 0) return work.querySelectorAll("fieldset")[unmarked];
  return words(sentence) < Number(body.words) ? work.querySelector("textarea") : null;
}

const touched = ([marks, sentence]) => sentence !== "" || marks.some((mark) => mark !== null);

function sheet(onlyDone) {
  const items = {};
  for (const work of works)
    if (onlyDone ? !missing(work) : touched(read(work))) items[work.dataset.item] = read(work);
  return { round: body.round, token: body.token, packet: Number(body.packet), saved: new Date().toISOString(), items };
}

function keep() {
  try { localStorage.setItem(place, JSON.stringify(sheet(false).items)); } catch (error) { /* private window: nothing is kept */ }
}

function restore() {
  let items = {};
  try { items = JSON.parse(localStorage.getItem(place)) || {}; } catch (error) { return; }
  for (const work of works) {
    const said = items[work.dataset.item];
    if (!said) continue;
    work.querySelectorAll("fieldset").forEach((set, i) => {
      const choice = set.querySelector('[value="' + said[0][i] + '"]');
      if (choice) choice.checked = true;
    });
    work.querySelector("textarea").value = said[1];
  }
}

function show() {
  let done = 0;
  for (const work of works) {
    const whole = !missing(work);
    done += whole;
    work.classList.toggle("done", whole);
    work.querySelector(".tag").textContent = whole ? "xong" : "chưa xong";
  }
  by("status").textContent = done === works.length ? "Đã xong cả " + done + " bài. Bấm Lưu phiếu." : "Đã xong " + done + " trong " + works.length + " bài.";
  by("part").hidden = true;
  return done;
}

function line(data) {
  const bytes = new TextEncoder().encode(JSON.stringify(data));
  let text = "";
  bytes.forEach((byte) => { text += String.fromCharCode(byte); });
  return body.begin + btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "") + body.end;
}

function file(letters) {
  const text = "Phiếu đánh giá bài của bạn học, người chấm: " + body.code + ". Gửi nguyên tệp này cho người hướng dẫn, đừng sửa.\n\n" + letters + "\n";
  return new File([text], "danh-gia-" + body.code + "-" + body.packet + ".txt", { type: "text/plain" });
}

function save() {
  const letters = line(sheet(true)), made = file(letters), link = document.createElement("a");
  link.href = URL.createObjectURL(made);
  link.download = made.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  by("saved").textContent = "Đã lưu tệp " + made.name + ", thường nằm trong thư mục Tải xuống (Downloads).";
  by("copy").value = letters;
  by("after").hidden = false;
  by("share").hidden = !(navigator.canShare && navigator.canShare({ files: [made] }));
  by("status").textContent = "Đã lưu. Gửi tệp " + made.name + " cho người hướng dẫn.";
  by("part").hidden = true;
  by("after").scrollIntoView({ block: "center" });
}

function point(place) {
  document.querySelectorAll(".missing").forEach((old) => old.classList.remove("missing"));
  place.classList.add("missing");
  place.scrollIntoView({ block: "center" });
  (place.querySelector("input") || place).focus({ preventScroll: true });
}

by("save").addEventListener("click", () => {
  const done = show(), first = works.find(missing);
  if (!first) return save();
  const place = missing(first), legend = place.querySelector("legend");
  point(place);
  const what = legend ? "điểm «" + legend.textContent + "»" : "câu giúp người viết (ít nhất " + body.words + " chữ)";
  by("status").textContent = "Bài " + (works.indexOf(first) + 1) + " còn thiếu " + what + ".";
  by("part").hidden = done === 0;
});
by("part").addEventListener("click", save);
by("share").addEventListener("click", () => navigator.share({ files: [file(by("copy").value)], title: "Phiếu đánh giá" }).catch(() => {}));
by("take").addEventListener("click", () => {
  by("copy").select();
  const told = () => { by("take").textContent = "Đã chép, hãy dán vào tin nhắn"; };
  if (navigator.clipboard) navigator.clipboard.writeText(by("copy").value).then(told, () => document.execCommand("copy") && told());
  else if (document.execCommand("copy")) told();
});
document.addEventListener("input", (event) => {
  const marked = event.target.closest(".missing");
  if (marked) marked.classList.remove("missing");
  keep();
  show();
});
restore();
show();
})();
