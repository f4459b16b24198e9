// The floor of loading: what libyaml needs to name the events of a file.
#include "measure.h"

#include <yaml.h>

int64_t measure_yaml_events(const unsigned char *bytes, size_t count) {
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) return -1;
    yaml_parser_set_input_string(&parser, bytes, count);
    int64_t events = 0;
    int ended = 0;
    while (!ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            events = -1;
            break;
        }
        events++;
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return events;
}
