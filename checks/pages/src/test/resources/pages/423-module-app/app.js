import { colour } from './colour.js?after=200';

const data = await (await fetch('data.json?after=200')).json();
document.body.style.background = colour;
document.getElementById('root').innerHTML = `<img src="${data.image}">`;
