// The rules that hide what selectors find. One that is not valid spoils no other: each is parsed alone.
function (selectors) {
  const sheet = new CSSStyleSheet();
  const hide = '{visibility:hidden!important}';
  for (const selector of selectors) {
    try {
      sheet.insertRule(selector + hide, sheet.cssRules.length);
      // What an element contains may be visible on its own.
      sheet.insertRule(':is(' + selector + ') *' + hide, sheet.cssRules.length);
    } catch (e) {
      continue;
    }
  }
  return [...sheet.cssRules].map(rule => rule.cssText).join('\n');
}
