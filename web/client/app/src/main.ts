import { conference, type Conference } from '@confab/roomkit';
import { createApp } from 'vue';
import App from './App.vue';
import './app.css';

declare global {
  interface Window {
    conference: Conference;
  }
}

window.conference = conference;
createApp(App).mount('#app');
