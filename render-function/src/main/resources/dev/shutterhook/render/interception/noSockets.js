// Forbids a document's web sockets by a policy (CSP 3, section 6.1.2), which holds once it is read and leaves no trace.
function () {
  const head = document.createElement('head');
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = 'connect-src http: https: data: blob:';
  head.append(meta);
  document.documentElement.append(head);
  head.remove();
}
