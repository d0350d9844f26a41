// Stops the clock and repeats random numbers, before any script of the page has seen them.
function () {
  const NOW = Date.UTC(2026, 0, 1);
  const RealDate = Date;
  const hide = (made, of) => {
    Object.defineProperty(made, 'name', {value: of.name, configurable: true});
    Object.defineProperty(made, 'toString', {value: () => Function.prototype.toString.call(of), configurable: true});
    return made;
  };

  const FrozenDate = hide(function Date(...given) {
    if (!new.target) return new RealDate(NOW).toString();
    return Reflect.construct(RealDate, given.length === 0 ? [NOW] : given, new.target);
  }, RealDate);
  FrozenDate.prototype = RealDate.prototype;
  FrozenDate.prototype.constructor = FrozenDate;
  FrozenDate.now = hide(() => NOW, RealDate.now);
  FrozenDate.parse = RealDate.parse;
  FrozenDate.UTC = RealDate.UTC;
  globalThis.Date = FrozenDate;

  const format = Intl.DateTimeFormat.prototype.formatToParts;
  Intl.DateTimeFormat.prototype.formatToParts = hide(function (date = NOW) { return format.call(this, date); }, format);
  const getter = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format');
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    ...getter,
    get() {
      const bound = getter.get.call(this);
      return (date = NOW) => bound(date);
    },
  });

  // Zero would be taken for not yet measured by some.
  const ELAPSED = 1000;
  Performance.prototype.now = hide(() => ELAPSED, Performance.prototype.now);
  Object.defineProperty(Performance.prototype, 'timeOrigin', {get: () => NOW - ELAPSED, configurable: true});
  Object.defineProperty(Event.prototype, 'timeStamp', {get: () => ELAPSED, configurable: true});
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = hide(callback => request(() => callback(ELAPSED)), request);

  // Mulberry32: enough for a page, and the same in every document.
  let state = 0x5eed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  Math.random = hide(() => random(), Math.random);
  if (globalThis.Crypto) {
    const fill = Crypto.prototype.getRandomValues;
    Crypto.prototype.getRandomValues = hide(array => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
      return array;
    }, fill);
    if (Crypto.prototype.randomUUID) {
      Crypto.prototype.randomUUID = hide(() => {
        const hex = Array.from({length: 32}, () => Math.floor(random() * 16).toString(16));
        hex[12] = '4';
        hex[16] = (8 + (parseInt(hex[16], 16) & 3)).toString(16);
        return hex.join('').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
      }, Crypto.prototype.randomUUID);
    }
  }
}
