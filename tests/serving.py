"""A server of the standard library in a thread of its own, for as long as a ``with`` lasts."""

import threading
from socketserver import TCPServer
from types import TracebackType
from typing import Self


class Serving:
    """What ``new_server`` makes serves from the beginning to the end."""

    def new_server(self) -> TCPServer:
        """A server that is bound to its port."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._server = self.new_server()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])
