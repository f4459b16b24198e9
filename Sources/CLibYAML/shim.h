// The system's libyaml, imported by YAMLTree and by nothing else.
#include <yaml.h>
