// What the page turned out to be.
function () {
  const entry = performance.getEntriesByType('navigation')[0];
  const status = entry ? entry.responseStatus : 0;
  const text = document.body ? document.body.textContent.length : 0;
  const is = selector => document.querySelector(selector) !== null;
  const inline = word => [...document.scripts].some(script => !script.src && script.text.includes(word));

  // Pages that stand in a site's place until the visitor is found human, by what their providers serve there and
  // nowhere else. A widget in a form is no such page; the tag that measures a site's own pages is none either.
  const challenges = {
    // developers.cloudflare.com, Challenges: the interstitial's own options; JavaScript detections have none.
    cloudflare: () => inline('_cf_chl_opt') || is('#challenge-form, #cf-challenge-running, #challenge-running'),
    // docs.datadome.co: the captcha and device check are frames of captcha-delivery.com; the tag is datadome.co.
    datadome: () => is('iframe[src*=".captcha-delivery.com/"], script[src*="//ct.captcha-delivery.com/"]'),
    // docs.humansecurity.com, challenge page: the press-and-hold box has this id on every customer's page.
    human: () => is('#px-captcha, #px-captcha-wrapper'),
    // docs.aws.amazon.com/waf, CAPTCHA and Challenge: the interstitial carries its parameters in this name.
    aws_waf: () => inline('gokuProps') || (is('#challenge-container') && is('script[src*=".awswaf.com/"]')),
    // techdocs.akamai.com, Bot Manager crypto challenge: its frame and its script.
    akamai: () => is('#sec-if-cpt-container, #sec-cpt-if, script[src*="/_sec/cp_challenge/"]'),
    // docs.imperva.com: the block page is one frame; its text holds the incident.
    imperva: () => is('iframe#main-iframe[src*="_Incapsula_Resource"]'),
    // Any other site's own page that refuses its visitor and shows next to nothing but a widget.
    widget: () => [401, 403, 405, 429, 503].includes(status) && text < 1000 &&
        is('.cf-turnstile, .h-captcha, .g-recaptcha, iframe[src*="hcaptcha.com/"], iframe[src*="/recaptcha/"]'),
  };

  const broken = image => image.currentSrc !== '' && image.complete && image.naturalWidth === 0;
  const loading = image => image.currentSrc !== '' && !image.complete && image.loading !== 'lazy';
  const svg = image => /\.svg|^data:image\/svg/i.test(image.currentSrc);
  const images = [...document.images].filter(image => (broken(image) || loading(image)) && !svg(image)).length;
  // Backgrounds are known only by the answers to style sheets' requests, of this origin or where others let it be seen.
  const font = /\.(woff2?|ttf|otf|eot)([?#]|$)/i;
  const backgrounds = performance.getEntriesByType('resource').filter(resource =>
      resource.initiatorType === 'css' && resource.responseStatus >= 400 && !font.test(resource.name)).length;

  return {
    url: document.URL,
    title: document.title,
    status,
    refusal: document.querySelector('meta[name="shutterhook-refusal"]')?.content ?? '',
    scripted: document.scripts.length > 0,
    imagesMissing: images + backgrounds,
    fontsMissing: [...document.fonts].filter(face => face.status === 'error' || face.status === 'loading').length,
    challenge: Object.values(challenges).some(marked => marked()),
  };
}
