// Memory without content: states of tiles, and sums before something is added to them.

extern "C" __global__ void __launch_bounds__(256) clear(u64 *words, i64 n) {
  const i64 i = (i64)blockIdx.x * 256 + threadIdx.x;
  if (i < n) {
    words[i] = 0;
  }
}
