/* Counts the calls that change a disk, and at the n-th of them fails, or sends a signal: preloaded into a build. With
   FAULTS_CLOCK in the environment its clock is that many seconds ahead. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, NAME = 8, REMOVE = 16, LINK = 32, MAKE = 64, MODE = 128, READ = 256 };
enum { BEFORE = 0, HALFWAY = 1, AFTER = 2 };

static long count, at = -1;
static int kinds, error, lasting, sent, moment, log_to = -1;

/* Counts from here on. what: the kinds of call that count; nth: which of them (from 0; -1: none); code: the errno that
   it fails with, 0: it does not; stays: every later one fails too; number: the signal that it sends, and when: before
   the call, in the middle of what it writes, or after; to: a descriptor on which calls are named, -1: none. */
void faults_from_here(int what, long nth, int code, int stays, int number, int when, int to) {
    kinds = what, at = nth, error = code, lasting = stays, sent = number, moment = when, log_to = to, count = 0;
}

long faults_counted(void) { return count; }

static int hit(int kind, const char *call, const char *path) {
    if (!(kinds & kind)) return 0;
    long mine = count++;
    if (log_to >= 0) dprintf(log_to, "%ld %s %s\n", mine, call, path ? path : "");
    return mine == at || (lasting && at >= 0 && mine > at);
}

static void strike(int when) {
    if (sent && moment == when) kill(getpid(), sent);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define CALL(kind, path, name, ...)                                 \
    int struck = hit(kind, #name, path);                            \
    if (struck && error) return errno = error, -1;                  \
    if (struck) strike(BEFORE), strike(HALFWAY);                    \
    __typeof__(REAL(name)(__VA_ARGS__)) got = REAL(name)(__VA_ARGS__); \
    int kept = errno;                                               \
    if (struck) strike(AFTER);                                      \
    errno = kept;                                                   \
    return got

#define OPENS(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & O_CREAT) ? OPEN : READ)
#define MODE_OF(flags)                                         \
    mode_t mode = 0;                                           \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                     \
        va_list more;                                          \
        va_start(more, flags), mode = va_arg(more, int), va_end(more); \
    }
int open(const char *path, int flags, ...) { MODE_OF(flags) CALL(OPENS(flags), path, open, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) CALL(OPENS(flags), path, open64, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) {
    MODE_OF(flags) CALL(OPENS(flags), path, openat, folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    MODE_OF(flags) CALL(OPENS(flags), path, openat64, folder, path, flags, mode);
}

ssize_t write(int file, const void *data, size_t size) {
    struct stat found; /* pipes and terminals lose nothing */
    if (file == log_to || fstat(file, &found) || !S_ISREG(found.st_mode)) return REAL(write)(file, data, size);
    int struck = hit(WRITE, "write", NULL);
    if (struck && error) return errno = error, -1;
    if (struck) strike(BEFORE);
    if (struck && sent && moment == HALFWAY) {
        ssize_t half = REAL(write)(file, data, size / 2 ? size / 2 : size);
        return strike(HALFWAY), half;
    }
    ssize_t got = REAL(write)(file, data, size);
    int kept = errno;
    if (struck) strike(AFTER);
    return errno = kept, got;
}
ssize_t pwrite(int file, const void *data, size_t size, off_t to) { CALL(WRITE, NULL, pwrite, file, data, size, to); }
ssize_t pwrite64(int file, const void *data, size_t size, off64_t to) {
    CALL(WRITE, NULL, pwrite64, file, data, size, to);
}
ssize_t writev(int file, const struct iovec *parts, int number) { CALL(WRITE, NULL, writev, file, parts, number); }
int ftruncate(int file, off_t size) { CALL(WRITE, NULL, ftruncate, file, size); }
int ftruncate64(int file, off64_t size) { CALL(WRITE, NULL, ftruncate64, file, size); }
int fsync(int file) { CALL(SYNC, NULL, fsync, file); }
int fdatasync(int file) { CALL(SYNC, NULL, fdatasync, file); }
int rename(const char *from, const char *to) { CALL(NAME, from, rename, from, to); }
int renameat(int one, const char *from, int other, const char *to) { CALL(NAME, from, renameat, one, from, other, to); }
int renameat2(int one, const char *from, int other, const char *to, unsigned flags) {
    CALL(NAME, from, renameat2, one, from, other, to, flags);
}
int link(const char *from, const char *to) { CALL(LINK, to, link, from, to); }
int linkat(int one, const char *from, int other, const char *to, int flags) {
    CALL(LINK, to, linkat, one, from, other, to, flags);
}
int symlink(const char *from, const char *to) { CALL(LINK, to, symlink, from, to); }
int unlink(const char *path) { CALL(REMOVE, path, unlink, path); }
int unlinkat(int folder, const char *path, int flags) { CALL(REMOVE, path, unlinkat, folder, path, flags); }
int rmdir(const char *path) { CALL(REMOVE, path, rmdir, path); }
int mkdir(const char *path, mode_t mode) { CALL(MAKE, path, mkdir, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { CALL(MAKE, path, mkdirat, folder, path, mode); }
int chmod(const char *path, mode_t mode) { CALL(MODE, path, chmod, path, mode); }
int fchmod(int file, mode_t mode) { CALL(MODE, NULL, fchmod, file, mode); }
int fchmodat(int folder, const char *path, mode_t mode, int flags) {
    CALL(MODE, path, fchmodat, folder, path, mode, flags);
}
int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
    CALL(MODE, path, utimensat, folder, path, times, flags);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int got = REAL(clock_gettime)(clock, now);
    const char *ahead = getenv("FAULTS_CLOCK");
    if (!got && ahead && clock == CLOCK_REALTIME) now->tv_sec += atol(ahead);
    return got;
}
