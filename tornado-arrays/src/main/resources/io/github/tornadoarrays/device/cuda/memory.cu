// Memory as it is: cleared, for states of tiles and sums before something is added to them, and copied.

extern "C" __global__ void __launch_bounds__(256) clear(u64 *words, i64 n) {
  const i64 i = (i64)blockIdx.x * 256 + threadIdx.x;
  if (i < n) {
    words[i] = 0;
  }
}

extern "C" __global__ void __launch_bounds__(256) copy(const u8 *__restrict__ from, u8 *__restrict__ to, i64 bytes) {
  const i64 i = ((i64)blockIdx.x * 256 + threadIdx.x) * 16;
  if (i + 16 <= bytes) {
    *(Vector<u32, 4> *)(to + i) = *(const Vector<u32, 4> *)(from + i);
  } else {
    for (i64 k = i; k < bytes; k++) {
      to[k] = from[k];
    }
  }
}
