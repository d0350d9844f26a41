// The page turns lime where it found what it expected, red otherwise, with the reason as its title.
function tell(right, saw) {
  document.body.style.background = right ? 'lime' : 'red';
  document.title = right ? 'right' : 'saw ' + JSON.stringify(saw);
}
