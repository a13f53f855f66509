/* Notes every write, cut, sync and removal of one file and its journal, in order, for powerloss.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry { char op; char pad[7]; uint64_t inode; int64_t at; int64_t length; } __attribute__((packed));
static uint64_t known[4096];
static int count, notes = -1;

static void note(char op, uint64_t inode, int64_t at, int64_t length, const void *data) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    if (notes < 0) notes = open(getenv("SHIM_LOG"), O_WRONLY | O_APPEND | O_CLOEXEC);
    struct entry head = {op, {0}, inode, at, length};
    size_t whole = sizeof head + (data ? (size_t)length : 0);
    char *all = malloc(whole);
    memcpy(all, &head, sizeof head);
    if (data) memcpy(all + sizeof head, data, (size_t)length);
    if (real(notes, all, whole) != (ssize_t)whole) abort();
    free(all);
}

static int ours(const char *path) {
    const char *store = getenv("SHIM_STORE");
    return store && path && !strncmp(path, store, strlen(store));
}

static int is_journal(const char *path) { return path[strlen(getenv("SHIM_STORE"))] != 0; }

static uint64_t tracked(int fd) {
    struct stat s;
    if (fstat(fd, &s)) return 0;
    for (int i = 0; i < count; i++) if (known[i] == s.st_ino) return s.st_ino;
    return 0;
}

static int opened(int fd, const char *path) {
    struct stat s;
    if (fd < 0 || !ours(path) || fstat(fd, &s)) return fd;
    if (!tracked(fd)) known[count++ % 4096] = s.st_ino;
    note('C', s.st_ino, is_journal(path), 0, 0);
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        static int (*real)(const char *, int, ...); \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
        return opened(real(path, flags, mode), path); \
    }
OPEN(open)
OPEN(open64)

#define WRITE(name) \
    ssize_t name(int fd, const void *data, size_t length, off_t at) { \
        static ssize_t (*real)(int, const void *, size_t, off_t); \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        uint64_t inode = tracked(fd); \
        ssize_t done = real(fd, data, length, at); \
        if (inode && done > 0) note('W', inode, at, done, data); \
        return done; \
    }
WRITE(pwrite)
WRITE(pwrite64)

#define CUT(name) \
    int name(int fd, off_t length) { \
        static int (*real)(int, off_t); \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        uint64_t inode = tracked(fd); \
        int done = real(fd, length); \
        if (inode && !done) note('T', inode, length, 0, 0); \
        return done; \
    }
CUT(ftruncate)
CUT(ftruncate64)

#define SYNC(name) \
    int name(int fd) { \
        static int (*real)(int); \
        struct stat s; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        uint64_t inode = tracked(fd); \
        int done = real(fd); \
        if (inode) note('S', inode, 0, 0, 0); \
        else if (count && !fstat(fd, &s) && S_ISDIR(s.st_mode)) note('D', 0, 0, 0, 0); \
        return done; \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    static int (*real)(const char *);
    if (!real) real = dlsym(RTLD_NEXT, "unlink");
    int done = real(path);
    if (!done && ours(path)) note('U', 0, is_journal(path), 0, 0);
    return done;
}
