import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

/** Full screen of one element, where the browser can do it. */
export function useFullScreen(element: Ref<HTMLElement | null>) {
  const isFullScreen = ref(false);
  const canFullScreen = document.fullscreenEnabled === true;
  const onChange = () => (isFullScreen.value = document.fullscreenElement !== null);
  onMounted(() => document.addEventListener('fullscreenchange', onChange));
  onBeforeUnmount(() => document.removeEventListener('fullscreenchange', onChange));
  async function toggleFullScreen(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await element.value?.requestFullscreen().catch(() => undefined);
  }
  return { isFullScreen, canFullScreen, toggleFullScreen };
}
