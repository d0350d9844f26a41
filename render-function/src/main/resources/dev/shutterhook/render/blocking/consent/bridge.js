// Stands between autoconsent and the process that drives the browser, in a world of their own.
(() => {
  const MAX_WAITING = 200;
  const TOLD = new Set(['eval', 'cmpDetected', 'popupFound', 'autoconsentDone']);
  const ENDS = new Set(['nothingDetected', 'optOutSucceeded', 'optOutFailed']);
  const waiting = [];
  let wake = () => {};
  const tell = message => {
    if (waiting.length < MAX_WAITING) waiting.push(message);
    wake();
  };
  const config = {
    enabled: true,
    autoAction: 'optOut',
    disabledCmps: [],
    // What is not seen need not be hidden early: the picture is taken at the end.
    enablePrehide: false,
    enableCosmeticRules: true,
    enableGeneratedRules: true,
    enableHeuristicDetection: true,
    enablePopupMutationObserver: true,
    // Of a banner that no rule knows, only a button that refuses is pressed.
    heuristicMode: 'reject',
    detectRetries: DETECT_RETRIES,
    isMainWorld: false,
    logs: {},
  };
  const rules = { autoconsent: [], compact: RULES };
  globalThis.nextConsentMessage = async millis => {
    if (waiting.length === 0) {
      await new Promise(resolve => {
        wake = resolve;
        setTimeout(resolve, millis);
      });
    }
    return waiting.shift() ?? { type: 'nothing' };
  };
  globalThis.autoconsentSendMessage = async message => {
    if (message.type === 'init') {
      // It is told before it can hear.
      queueMicrotask(() => autoconsentReceiveMessage({ type: 'initResp', config, rules }));
    } else if (TOLD.has(message.type)) {
      tell(message);
    } else if (message.type === 'report' && ENDS.has(message.state.lifecycle)) {
      tell({ type: 'ended', lifecycle: message.state.lifecycle });
    }
  };
})();
