// Stands in front of the allocator of the whole program: the linker prefers these definitions.
#define _GNU_SOURCE
#include "measure.h"

#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define STACKS 65536
#define DEPTH 28

struct stack {
    uint64_t count;
    uint64_t hash;
    uint32_t depth;
    uintptr_t frames[DEPTH];
};

static __thread uint64_t allocations;
static __thread uint64_t bytes;
static __thread uint32_t every;
static __thread uint32_t until;
static struct stack *stacks;
static size_t stack_count;

#if defined(__GLIBC__)
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

// Follows the frame pointers, which Swift keeps; stops where they stop ascending.
static void note(void) {
    uintptr_t frames[DEPTH];
    uint32_t depth = 0;
    uintptr_t *frame = __builtin_frame_address(0);
    while (depth < DEPTH) {
        uintptr_t *next = (uintptr_t *)frame[0];
        uintptr_t address = frame[1];
        if (address < 4096) break;
        frames[depth++] = address;
        if (next <= frame || (uintptr_t)next - (uintptr_t)frame > 1 << 20) break;
        frame = next;
    }
    uint64_t hash = 1469598103934665603u;
    for (uint32_t i = 0; i < depth; i++) hash = (hash ^ frames[i]) * 1099511628211u;
    for (size_t i = 0; i < STACKS; i++) {
        struct stack *slot = &stacks[(hash + i) & (STACKS - 1)];
        if (slot->count == 0) {
            slot->hash = hash;
            slot->depth = depth;
            memcpy(slot->frames, frames, depth * sizeof *frames);
            stack_count++;
        } else if (slot->hash != hash) {
            continue;
        }
        slot->count++;
        return;
    }
}

static inline void count(size_t size) {
    allocations++;
    bytes += size;
    if (every != 0 && --until == 0) {
        until = every;
        note();
    }
}

void *malloc(size_t size) {
    count(size);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count(number * size);
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
    count(size);
    return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
    count(size);
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count(size);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    count(size);
    void *memory = __libc_memalign(alignment, size);
    if (memory == NULL) return ENOMEM;
    *result = memory;
    return 0;
}

int measure_counts_allocations(void) { return 1; }
void measure_trim(void) { malloc_trim(0); }
#else
int measure_counts_allocations(void) { return 0; }
void measure_trim(void) {}
#endif

uint64_t measure_allocations(void) { return allocations; }
uint64_t measure_allocated_bytes(void) { return bytes; }

void measure_trace_start(uint32_t rate) {
    free(stacks);
    stacks = calloc(STACKS, sizeof *stacks);
    stack_count = 0;
    until = rate;
    every = stacks == NULL ? 0 : rate;
}

size_t measure_trace_stop(void) {
    every = 0;
    if (stacks == NULL) return 0;
    size_t end = 0;
    for (size_t i = 0; i < STACKS; i++)
        if (stacks[i].count != 0) stacks[end++] = stacks[i];
    return end;
}

size_t measure_trace_stack(size_t index, uint64_t *times, uintptr_t *frames, size_t capacity) {
    const struct stack *stack = &stacks[index];
    size_t depth = stack->depth < capacity ? stack->depth : capacity;
    memcpy(frames, stack->frames, depth * sizeof *frames);
    *times = stack->count;
    return depth;
}

const char *measure_symbol(uintptr_t address, uintptr_t *offset) {
    Dl_info info;
    // A return address may be the first of the next function.
    if (dladdr((void *)(address - 1), &info) == 0) return NULL;
    *offset = address - 1 - (uintptr_t)info.dli_fbase;
    return info.dli_sname;
}
