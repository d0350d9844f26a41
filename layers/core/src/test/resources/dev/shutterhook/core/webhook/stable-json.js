// Makes stable-json.jsonl: node stable-json.js > stable-json.jsonl
// Each line is [text, JSON.stringify(JSON.parse(text))]: edges first, then 1,000 random documents of a fixed seed.
// Names are well-formed Unicode: others are refused when they are read.
let s=20261121>>>0; function r(){s^=s<<13;s>>>=0;s^=s>>>17;s^=s<<5;s>>>=0;return s/4294967296}
const ri=n=>Math.floor(r()*n);
const edges=['0','-0','1.0','1e0','100','1e21','1e20','123456789012345680000','1234567890123456789','1e-6','1e-7','0.000001','1.5e-7','5e-324','2.2250738585072014e-308','1.7976931348623157e308','1e400','-1e400','9007199254740993','0.1','0.30000000000000004','4.35','2e-3','1E5','1e+5','-1.25e-10','2.0E-3','9.5e22','1e23','8.41e21','2e22','4.8726570057E288','3.5844466002796428e298',
'""','"\\u0000\\u0001\\u001f\\u007f\\u0080"','"\\b\\f\\n\\r\\t\\"\\\\\\/"','"\\u2028\\u2029"','"\\ud83d\\ude00"','"\\ud800"','"\\udc00x"','"\\ude00\\ud83d"','"é中😀"','"\\u00e9"','"</script>"',
'{}','[]','[[],{}]','{"b":1,"a":2}','{"10":1,"9":2,"b":3,"a":4,"01":5,"4294967294":6,"4294967295":7,"0":8}','{"-1":1,"1.5":2,"1":3}','{"":0}','{ "a" : [ 1 , 2 ] , "c":null,"d":true,"e":false }','{"__proto__":1,"constructor":2}','{"\\u0031":1,"a":2}','{"a":{"2":1,"1":{"z":[],"y":{}}}}','"\\uFFFF\\uFEFF"','{"99999999999":1,"3":2}'];
function str(){let t='"';for(let i=ri(12);i>0;i--){const k=ri(9);t+= k<4?String.fromCharCode(97+ri(26)):k==4?String.fromCodePoint(0x1F600+ri(60)):k==5?'\\u'+ri(65536).toString(16).padStart(4,'0'):k==6?['\\n','\\t','\\"','\\\\','\\/','\\b'][ri(6)]:k==7?String.fromCharCode(0xA0+ri(0x2000)):String.fromCharCode(48+ri(10))}return t+'"'}
function num(){const k=ri(6);const sg=r()<.3?'-':'';if(k==0)return sg+ri(1000);if(k==1)return sg+(r()*1000);if(k==2)return sg+ri(10)+'.'+String(ri(1e9)).padStart(9,'0')+'e'+(ri(2)?'-':'+')+ri(330);if(k==3)return sg+(1+ri(9))+String(ri(1e9))+String(ri(1e9))+String(ri(1e9));if(k==4){const b=new DataView(new ArrayBuffer(8));b.setUint32(0,ri(4294967296));b.setUint32(4,ri(4294967296));const d=b.getFloat64(0);return Number.isFinite(d)?String(d):'0'}return sg+ri(100)+'.'+ri(100)+'E'+ri(25)}
function key(seen){for(;;){const t=r()<.35?'"'+ri(30)+'"':str();const k=JSON.parse(t);if(k.isWellFormed()&&!seen.has(k)){seen.add(k);return t}}}
const ws=()=>r()<.1?[' ','\n','\t'][ri(3)]:'';
function val(d){const k=ri(d>3?4:7);if(k==0)return str();if(k==1||k==2)return num();if(k==3)return ['true','false','null'][ri(3)];if(k==4){let a=[];for(let i=ri(5);i>0;i--)a.push(ws()+val(d+1));return '['+a.join(',')+']'}const seen=new Set();let a=[];for(let i=ri(6);i>0;i--)a.push(ws()+key(seen)+ws()+':'+val(d+1));return '{'+a.join(',')+ws()+'}'}
const docs=[...edges];for(let i=0;i<1000;i++)docs.push(val(0));
process.stdout.write(docs.map(t=>JSON.stringify([t,JSON.stringify(JSON.parse(t))])).join('\n')+'\n');
