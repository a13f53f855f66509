"""Whether the computer's own screen is locked, asked of Windows; other systems are not asked and count as unlocked."""

from __future__ import annotations

import ctypes
import sys

_CURRENT_SESSION, _SESSION_INFO_EX = 0xFFFFFFFF, 25
_LOCKED = 0  # WTS_SESSIONSTATE_LOCK, from Windows 8 on
_LEVEL_1 = 1


class SessionInfo(ctypes.Structure):
    """The beginning of WTSINFOEX; what follows is aligned to eight octets, and so is its union."""

    _fields_ = (
        ("level", ctypes.c_uint32),
        ("gap", ctypes.c_uint32),
        ("session", ctypes.c_uint32),
        ("state", ctypes.c_int32),
        ("flags", ctypes.c_int32),
    )


def says_locked(answer: SessionInfo) -> bool:
    """Whether what Windows answered means a locked screen; anything unknown does not."""
    return bool(answer.level == _LEVEL_1 and answer.flags == _LOCKED)


if sys.platform == "win32":
    from ctypes import wintypes

    def screen_locked() -> bool:
        """Whether the screen is locked now; False where Windows does not say."""
        terminal = ctypes.WinDLL("wtsapi32")
        ask, free = terminal.WTSQuerySessionInformationW, terminal.WTSFreeMemory
        answer, size = ctypes.c_void_p(), wintypes.DWORD()
        ask.argtypes = (
            wintypes.HANDLE,
            wintypes.DWORD,
            ctypes.c_int,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(wintypes.DWORD),
        )
        ask.restype, free.argtypes, free.restype = wintypes.BOOL, (ctypes.c_void_p,), None
        if not ask(None, _CURRENT_SESSION, _SESSION_INFO_EX, ctypes.byref(answer), ctypes.byref(size)):
            return False
        try:
            whole = bool(answer.value) and size.value >= ctypes.sizeof(SessionInfo)
            return whole and says_locked(SessionInfo.from_address(answer.value or 0))
        finally:
            free(answer)

else:

    def screen_locked() -> bool:
        """Other systems are not asked."""
        return False
