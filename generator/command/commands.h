/* The commands, one file each, however short. Each takes its arguments with its own name first, and returns
 * the program's exit status. */
#ifndef KYKET_COMMAND_COMMANDS_H
#define KYKET_COMMAND_COMMANDS_H

#include "base/exit_status.h"

enum exit_status command_build(int argc, char **argv);
enum exit_status command_check(int argc, char **argv);
enum exit_status command_list(int argc, char **argv);
enum exit_status command_new(int argc, char **argv);
enum exit_status command_rename(int argc, char **argv);
enum exit_status command_remove(int argc, char **argv);
enum exit_status command_hook(int argc, char **argv);
enum exit_status command_publish(int argc, char **argv);
enum exit_status command_schema(int argc, char **argv);

#endif
