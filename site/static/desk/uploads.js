// A file that is too large is told of before it is sent: the web server in front would cut the line without a word. On the screen for several
// files Wagtail's own script does that; here is why the server took none of them.
(function () {
  "use strict";
  var words = document.currentScript.dataset;

  function mega(bytes) { return (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) + " MB"; }
  function tell(input, sentence) {
    var said = input.parentNode.querySelector(":scope > .cn-said");
    if (!said) {
      said = document.createElement("output");
      said.className = "cn-said cn-wrong";
      input.after(said);
    }
    said.textContent = sentence;
  }
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (!input.matches || !input.matches("input[type=file][data-cn-bytes]")) return;
    var large = Array.from(input.files).find(function (file) { return file.size > Number(input.dataset.cnBytes); });
    tell(input, large ? input.dataset.cnTooLarge.replace("%(file_size)s", mega(large.size)) : "");
    if (large) input.value = "";
  }, true);

  if (window.jQuery) window.jQuery(document).on("fileuploadfail", function (event, upload) {
    var status = upload.jqXHR && upload.jqXHR.status;
    window.jQuery(upload.context).find(".error_messages").text(status === 413 ? words.large : status === 403 ? words.out : words.other);
  });
})();
