// Looks for a consent banner as a visitor would: at what lies over the page. Hides it where asked.
function (hide) {
  const SIDES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98];
  const MAX_TEXT = 6000;
  const MAX_PARTS = 4000;
  const MAX_BACKDROPS = 3;
  const KNOWN = [
    '#onetrust-banner-sdk', '#onetrust-pc-sdk', '#CybotCookiebotDialog', '#didomi-popup',
    '#didomi-notice', '.qc-cmp2-container', '#usercentrics-root', '#usercentrics-cmp-ui',
    '#truste-consent-track', '.truste_box_overlay', '[id^="sp_message_container"]',
    '.fc-consent-root', '#cmpbox', '.cky-consent-container', '#cookie-law-info-bar',
    '#iubenda-cs-banner', '.osano-cm-window__dialog', '#axeptio_overlay', '#CookieBanner',
    '#cookiescript_injected', '#hs-eu-cookie-confirmation', '#cookie-notice', '#BorlabsCookieBox',
    '.cc-window', '.cookie-consent', '#cookie-banner', '#gdpr-cookie-message', '#cookiefirst-root',
  ].join(',');
  const TOPIC = /cookie|consent|gdpr|dsgvo|rgpd|einwillig|datenschutz|consenti|зонсент|куки|согласи|クッキー|zgod[aęy]|samtyck|samtykke|suostumu|evästeet|süti|çerez|μπισκ/i;
  const ANSWER = /\b(accept|agree|allow|reject|decline|refuse|deny|got it|ok|okay|necessary|preferences|akzept|zustimm|ablehn|einverstanden|accepter|refuser|tout|aceptar|rechazar|acepto|accetta|rifiuta|accetto|aceitar|rejeitar|accepteren|weigeren|akkoord|godkänn|avvisa|godta|accepter alle|afvis|hyväksy|akceptuj|zgadzam|odrzuć|souhlas|přijmout|elfogad|kabul|αποδοχή|принять|同意)/i;

  const parent = node => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const visible = element => {
    const box = element.getBoundingClientRect();
    return box.width * box.height > 400 && box.bottom > 0 && box.top < innerHeight
      && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const at = (x, y) => {
    let element = document.elementFromPoint(x, y);
    while (element?.shadowRoot) {
      const inner = element.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === element) break;
      element = inner;
    }
    return element;
  };
  const lies = element => {
    if (element === document.body || element === document.documentElement) return false;
    if (element.matches('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]')) return true;
    return /^(fixed|sticky)$/.test(getComputedStyle(element).position);
  };
  // The outermost thing over the page that an element belongs to.
  const overlay = element => {
    let found = null;
    for (let node = element; node; node = parent(node)) if (lies(node)) found = node;
    return found;
  };
  const parts = root => {
    const all = [];
    const queue = [root];
    while (queue.length > 0 && all.length < MAX_PARTS) {
      const node = queue.shift();
      all.push(node);
      queue.push(...(node.shadowRoot?.children ?? []), ...node.children);
    }
    return all;
  };
  const words = element =>
    `${element.innerText ?? ''} ${element.value ?? ''} ${element.getAttribute('aria-label') ?? ''}`;
  const asks = element => {
    const all = parts(element);
    const shadows = all.filter(part => part.shadowRoot);
    const text = [element, ...shadows.flatMap(part => [...part.shadowRoot.children])]
      .map(part => part.innerText ?? '').join(' ').slice(0, MAX_TEXT);
    const buttons = all.filter(part =>
      part.matches('button,a,[role=button],input[type=button],input[type=submit]'));
    return TOPIC.test(text) && buttons.some(button => ANSWER.test(words(button).slice(0, 80)));
  };
  const seen = () => {
    const known = [...document.querySelectorAll(KNOWN)].filter(element =>
      visible(element) || (element.shadowRoot && parts(element).slice(1).some(visible)));
    const over = new Set();
    for (const y of SIDES) {
      for (const x of SIDES) {
        const element = at(x * innerWidth, y * innerHeight);
        const found = element && overlay(element);
        if (found) over.add(found);
      }
    }
    return [...new Set([...known, ...[...over].filter(asks)])];
  };
  const away = element => element.style.setProperty('display', 'none', 'important');
  const backdrop = () => {
    const found = overlay(at(innerWidth / 2, innerHeight / 2) ?? document.body);
    const box = found?.getBoundingClientRect();
    const covers = box && box.width >= innerWidth * 0.95 && box.height >= innerHeight * 0.95;
    return covers && (found.innerText ?? '').trim() === '' && !found.querySelector('img,video,canvas,iframe,svg')
      ? found : null;
  };

  const banners = seen();
  if (hide && banners.length > 0) {
    banners.forEach(away);
    for (let i = 0; i < MAX_BACKDROPS; i++) {
      const behind = backdrop();
      if (behind) away(behind);
    }
    for (const element of [document.documentElement, document.body]) {
      if (/hidden|clip/.test(getComputedStyle(element).overflowY)) {
        element.style.setProperty('overflow-y', 'auto', 'important');
      }
      if (getComputedStyle(element).position === 'fixed') {
        element.style.setProperty('position', 'static', 'important');
      }
    }
  }
  return banners.length;
}
