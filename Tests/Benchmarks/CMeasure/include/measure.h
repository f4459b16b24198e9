// What the benchmarks need below Swift: counted allocations, libyaml alone, and a client for load.
#ifndef BANSO_MEASURE_H
#define BANSO_MEASURE_H

#include <stddef.h>
#include <stdint.h>

// Allocations -------------------------------------------------------------------------------

// The number of allocations (malloc, calloc, realloc, aligned) this thread has made.
uint64_t measure_allocations(void);

// The bytes this thread has asked for.
uint64_t measure_allocated_bytes(void);

// Starts noting who allocates on this thread: one stack in `every` allocations, 1 for all.
void measure_trace_start(uint32_t every);

// Stops noting and returns how many different stacks were seen.
size_t measure_trace_stop(void);

// One stack: its return addresses from the innermost frame, at most `capacity` of them, and how
// often it allocated. Returns the number of addresses.
size_t measure_trace_stack(size_t index, uint64_t *count, uintptr_t *frames, size_t capacity);

// The name of the function at an address as the loader knows it, or NULL. The loader knows little
// of the program itself: `offset` is where the address lies in its file.
const char *measure_symbol(uintptr_t address, uintptr_t *offset);

// Whether allocations are counted at all: only with glibc.
int measure_counts_allocations(void);

// Gives free memory back to the system, so that what is resident is what is used.
void measure_trim(void);

// libyaml alone -----------------------------------------------------------------------------

// Reads all events of a document and drops them. Returns their number, or -1 for a fault.
int64_t measure_yaml_events(const unsigned char *bytes, size_t count);

// Load --------------------------------------------------------------------------------------

// How requests and replies are framed.
enum measure_framing { MEASURE_HTTP = 0, MEASURE_RESP = 1 };

struct measure_plan {
    const char *socket;
    int framing;
    // Connections, each with one request under way.
    int connections;
    // Seconds before counting begins, and seconds of counting.
    double warm_up;
    double seconds;
    // Replies after which counting ends however little time has passed; 0 for no such end.
    uint64_t most_replies;
    // Whole requests one after the other; request i ends at ends[i].
    const unsigned char *requests;
    const size_t *ends;
    size_t count;
    // The process whose processor time is read, or 0.
    int server;
};

struct measure_outcome {
    uint64_t replies;
    uint64_t received_bytes;
    // Newlines in reply bodies: the answers of a batch.
    uint64_t lines;
    // Replies other than 200, or errors in RESP.
    uint64_t refused;
    double seconds;
    double client_cpu;
    double server_cpu;
    // Latencies in microseconds.
    double p50;
    double p99;
    double p999;
    double longest;
};

// Runs a closed loop. Returns 0, or an error number; -1 for a reply that cannot be understood.
int measure_load(const struct measure_plan *plan, struct measure_outcome *outcome);

// Processor time in seconds of all threads of a process, living and ended; 0 if it is gone.
double measure_process_cpu(int process);

// Processor time in seconds of all children that have ended and been waited for.
double measure_children_cpu(void);

#endif
