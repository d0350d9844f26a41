// Whether anything in the document can start requests or change it after the load event.
function () {
  const live = 'script, iframe, frame, object, embed, meta[http-equiv="refresh" i]';
  const handlers = 'boolean(//@*[starts-with(name(), "on")])';
  return document.querySelector(live) !== null ||
      document.evaluate(handlers, document, null, XPathResult.BOOLEAN_TYPE).booleanValue;
}
