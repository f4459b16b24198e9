// A closed loop over Unix sockets: every connection sends its next request when it has its reply.
#define _GNU_SOURCE
#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

// Latencies fall into steps of 1/64 of their power of two.
#define STEPS 64
#define BUCKETS (58 * STEPS)
#define HEAD_LIMIT 16384

enum place { HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER };

struct connection {
    int descriptor;
    int waits_to_send;
    size_t request;
    size_t sent;
    uint64_t started;
    // Where in a reply the next byte falls.
    enum place place;
    uint64_t rest;
    size_t line_length;
    char line[HEAD_LIMIT];
    int is_chunked;
    int is_refused;
};

struct run {
    const struct measure_plan *plan;
    struct measure_outcome *outcome;
    int epoll;
    uint64_t buckets[BUCKETS];
    uint64_t longest;
};

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int bucket(uint64_t value) {
    if (value < STEPS) return (int)value;
    int shift = 63 - __builtin_clzll(value) - 6;
    return (shift + 1) * STEPS + (int)((value >> shift) & (STEPS - 1));
}

static double bucket_start(int index) {
    if (index < STEPS) return index;
    int shift = index / STEPS - 1;
    return (double)((uint64_t)(STEPS + index % STEPS) << shift);
}

static double quantile(const struct run *run, double share) {
    uint64_t wanted = (uint64_t)((double)run->outcome->replies * share);
    uint64_t seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
        seen += run->buckets[i];
        if (seen > wanted) return bucket_start(i) / 1000;
    }
    return (double)run->longest / 1000;
}

double measure_process_cpu(int process) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) || clock_gettime(clock, &time)) return 0;
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double used_cpu(int who) {
    struct rusage usage;
    getrusage(who, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec
        + 1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

double measure_children_cpu(void) { return used_cpu(RUSAGE_CHILDREN); }

static int watch(struct run *run, struct connection *connection, int operation) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    if (connection->waits_to_send) event.events |= EPOLLOUT;
    return epoll_ctl(run->epoll, operation, connection->descriptor, &event);
}

// Sends what is left of the request under way.
static int push(struct run *run, struct connection *connection) {
    const struct measure_plan *plan = run->plan;
    size_t start = connection->request == 0 ? 0 : plan->ends[connection->request - 1];
    size_t length = plan->ends[connection->request] - start;
    while (connection->sent < length) {
        ssize_t count = send(connection->descriptor, plan->requests + start + connection->sent,
                             length - connection->sent, MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) return errno;
        if (count < 0) break;
        connection->sent += (size_t)count;
    }
    int must_wait = connection->sent < length;
    if (must_wait == connection->waits_to_send) return 0;
    connection->waits_to_send = must_wait;
    return watch(run, connection, EPOLL_CTL_MOD) ? errno : 0;
}

static int begin(struct run *run, struct connection *connection) {
    connection->request = (connection->request + 1) % run->plan->count;
    connection->sent = 0;
    connection->place = HEAD;
    connection->line_length = 0;
    connection->is_chunked = 0;
    connection->is_refused = 0;
    connection->started = now();
    return push(run, connection);
}

static int has_all(const struct run *run) {
    return run->plan->most_replies != 0 && run->outcome->replies >= run->plan->most_replies;
}

static int finish(struct run *run, struct connection *connection) {
    uint64_t latency = now() - connection->started;
    run->outcome->replies++;
    run->outcome->refused += (uint64_t)connection->is_refused;
    run->buckets[bucket(latency)]++;
    if (latency > run->longest) run->longest = latency;
    return has_all(run) ? 0 : begin(run, connection);
}

// Reads the head of a reply, which ends with its empty line, and says what follows it.
static int read_head(struct connection *connection) {
    char *line = connection->line;
    line[connection->line_length] = 0;
    if (connection->line_length < 12 || memcmp(line, "HTTP/1.1 ", 9) != 0) return -1;
    connection->is_refused = memcmp(line + 9, "200", 3) != 0;
    connection->rest = 0;
    connection->place = BODY;
    for (char *next = strchr(line, '\n'); next != NULL; next = strchr(next, '\n')) {
        next++;
        if (strncasecmp(next, "content-length:", 15) == 0) {
            connection->rest = strtoull(next + 15, NULL, 10);
        } else if (strncasecmp(next, "transfer-encoding:", 18) == 0) {
            connection->is_chunked = 1;
            connection->place = CHUNK_SIZE;
        }
    }
    connection->line_length = 0;
    return 0;
}

// Collects bytes up to a line feed. Returns 1 with a whole line, 0 without, -1 if it is too long.
static int collect(struct connection *connection, const char *bytes, size_t count, size_t *used) {
    const char *end = memchr(bytes, '\n', count);
    size_t length = end == NULL ? count : (size_t)(end - bytes) + 1;
    if (connection->line_length + length >= HEAD_LIMIT) return -1;
    memcpy(connection->line + connection->line_length, bytes, length);
    connection->line_length += length;
    *used = length;
    return end != NULL;
}

static uint64_t newlines(const char *bytes, size_t count) {
    uint64_t result = 0;
    const char *end = bytes + count;
    while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
        result++;
        bytes++;
    }
    return result;
}

// Takes one step through received bytes. Returns 1 when a reply is whole, -1 for a fault.
static int step_http(struct run *run, struct connection *connection, const char *bytes,
                     size_t count, size_t *used) {
    int has_line;
    switch (connection->place) {
    case HEAD:
        has_line = collect(connection, bytes, count, used);
        if (has_line <= 0) return has_line;
        size_t length = connection->line_length;
        if (length < 4 || memcmp(connection->line + length - 4, "\r\n\r\n", 4) != 0) return 0;
        if (read_head(connection)) return -1;
        return !connection->is_chunked && connection->rest == 0;
    case BODY:
    case CHUNK:
        *used = count < connection->rest ? count : (size_t)connection->rest;
        connection->rest -= *used;
        run->outcome->lines += newlines(bytes, *used);
        if (connection->rest != 0) return 0;
        if (connection->place == BODY) return 1;
        connection->place = CHUNK_END;
        return 0;
    default:
        has_line = collect(connection, bytes, count, used);
        if (has_line <= 0) return has_line;
        connection->line[connection->line_length] = 0;
        size_t size = connection->line_length;
        connection->line_length = 0;
        if (connection->place == TRAILER) return size <= 2;
        if (connection->place == CHUNK_END) {
            connection->place = CHUNK_SIZE;
            return 0;
        }
        connection->rest = strtoull(connection->line, NULL, 16);
        connection->place = connection->rest == 0 ? TRAILER : CHUNK;
        return 0;
    }
}

static int step_resp(struct connection *connection, const char *bytes, size_t count, size_t *used) {
    if (connection->place == BODY) {
        *used = count < connection->rest ? count : (size_t)connection->rest;
        connection->rest -= *used;
        return connection->rest == 0;
    }
    int has_line = collect(connection, bytes, count, used);
    if (has_line <= 0) return has_line;
    connection->line[connection->line_length] = 0;
    connection->line_length = 0;
    if (connection->line[0] != '$') {
        connection->is_refused = connection->line[0] == '-';
        return 1;
    }
    long long length = strtoll(connection->line + 1, NULL, 10);
    if (length < 0) return 1;
    connection->rest = (uint64_t)length + 2;
    connection->place = BODY;
    return 0;
}

static int receive(struct run *run, struct connection *connection, char *buffer, size_t capacity) {
    ssize_t count = recv(connection->descriptor, buffer, capacity, 0);
    if (count == 0) return ECONNRESET;
    if (count < 0) return errno == EAGAIN ? 0 : errno;
    run->outcome->received_bytes += (uint64_t)count;
    size_t offset = 0;
    while (offset < (size_t)count) {
        size_t used = 0;
        int is_whole = run->plan->framing == MEASURE_HTTP
            ? step_http(run, connection, buffer + offset, (size_t)count - offset, &used)
            : step_resp(connection, buffer + offset, (size_t)count - offset, &used);
        if (is_whole < 0) return -1;
        offset += used;
        if (is_whole) {
            int fault = finish(run, connection);
            if (fault) return fault;
        }
    }
    return 0;
}

static int open_connection(struct run *run, struct connection *connection, size_t number) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    if (strlen(run->plan->socket) >= sizeof name.sun_path) return ENAMETOOLONG;
    strcpy(name.sun_path, run->plan->socket);
    connection->descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection->descriptor < 0) return errno;
    if (connect(connection->descriptor, (struct sockaddr *)&name, sizeof name)) return errno;
    if (fcntl(connection->descriptor, F_SETFL, O_NONBLOCK)) return errno;
    // Connections begin at different requests, so that they do not all ask the same at once.
    connection->request = number * run->plan->count / (size_t)run->plan->connections;
    if (watch(run, connection, EPOLL_CTL_ADD)) return errno;
    return begin(run, connection);
}

static void restart_counting(struct run *run, double *client, double *server) {
    memset(run->outcome, 0, sizeof *run->outcome);
    memset(run->buckets, 0, sizeof run->buckets);
    run->longest = 0;
    *client = used_cpu(RUSAGE_SELF);
    *server = run->plan->server ? measure_process_cpu(run->plan->server) : 0;
}

static int serve(struct run *run, char *buffer, size_t capacity) {
    struct epoll_event events[64];
    uint64_t start = now();
    uint64_t end = start + (uint64_t)(run->plan->warm_up * 1e9);
    int is_counting = 0;
    double client = 0;
    double server = 0;
    for (;;) {
        uint64_t time = now();
        if (is_counting && (time >= end || has_all(run))) break;
        if (time >= end) {
            is_counting = 1;
            restart_counting(run, &client, &server);
            start = now();
            end = start + (uint64_t)(run->plan->seconds * 1e9);
        }
        int count = epoll_wait(run->epoll, events, 64, 50);
        if (count < 0 && errno != EINTR) return errno;
        for (int i = 0; i < count; i++) {
            struct connection *connection = events[i].data.ptr;
            int fault = 0;
            if (events[i].events & EPOLLOUT) fault = push(run, connection);
            if (!fault && events[i].events & ~(uint32_t)EPOLLOUT)
                fault = receive(run, connection, buffer, capacity);
            if (fault) return fault;
        }
    }
    run->outcome->seconds = (double)(now() - start) * 1e-9;
    run->outcome->client_cpu = used_cpu(RUSAGE_SELF) - client;
    if (run->plan->server)
        run->outcome->server_cpu = measure_process_cpu(run->plan->server) - server;
    run->outcome->p50 = quantile(run, 0.5);
    run->outcome->p99 = quantile(run, 0.99);
    run->outcome->p999 = quantile(run, 0.999);
    run->outcome->longest = (double)run->longest / 1000;
    return 0;
}

int measure_load(const struct measure_plan *plan, struct measure_outcome *outcome) {
    const size_t capacity = 1 << 18;
    struct run *run = calloc(1, sizeof *run);
    struct connection *connections = calloc((size_t)plan->connections, sizeof *connections);
    char *buffer = malloc(capacity);
    if (run == NULL || connections == NULL || buffer == NULL) {
        free(run);
        free(connections);
        free(buffer);
        return ENOMEM;
    }
    run->plan = plan;
    run->outcome = outcome;
    run->epoll = epoll_create1(EPOLL_CLOEXEC);
    int fault = run->epoll < 0 ? errno : 0;
    int opened = 0;
    for (; opened < plan->connections && !fault; opened++)
        fault = open_connection(run, &connections[opened], (size_t)opened);
    if (!fault) fault = serve(run, buffer, capacity);
    for (int i = 0; i < opened; i++) close(connections[i].descriptor);
    if (run->epoll >= 0) close(run->epoll);
    free(buffer);
    free(connections);
    free(run);
    return fault;
}
