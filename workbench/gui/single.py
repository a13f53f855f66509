"""One window for one folder: a second start raises the first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 500  # milliseconds


class Single(QObject):
    """Listens for further starts on the same folder; the socket is local to this user and carries nothing."""

    raised = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def listen(self, folder: Path) -> None:
        """Be the one for a folder."""
        self._server.close()
        name = socket_name(folder)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash
            self._server.listen(name)

    def stop(self) -> None:
        """Be nobody's."""
        self._server.close()

    def _asked(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.disconnectFromServer()
            connection.deleteLater()
        self.raised.emit()


def raise_other(folder: Path) -> bool:
    """Ask the window that has this folder open to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(folder))
    there = socket.waitForConnected(WAIT)
    socket.abort()
    return there


def socket_name(folder: Path) -> str:
    """A name from the folder that tells nobody which council it is."""
    return "governance-workbench-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
