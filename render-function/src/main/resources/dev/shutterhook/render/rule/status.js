// The HTTP status that the document came with; 0 where there was none.
function () {
  const entry = performance.getEntriesByType('navigation')[0];
  return entry ? entry.responseStatus : 0;
}
