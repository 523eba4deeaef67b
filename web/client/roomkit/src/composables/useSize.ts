import { onBeforeUnmount, onMounted, reactive, type Ref } from 'vue';

/** The inner size of an element in CSS pixels, as it changes. */
export function useSize(element: Ref<HTMLElement | null>) {
  const size = reactive({ width: 0, height: 0 });
  const observer =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver(([entry]) => {
          if (!entry) return;
          size.width = entry.contentRect.width;
          size.height = entry.contentRect.height;
        });
  onMounted(() => element.value && observer?.observe(element.value));
  onBeforeUnmount(() => observer?.disconnect());
  return size;
}
