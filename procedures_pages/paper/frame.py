"""What stands before each message between a worker and the process that sets pages. By itself, so that no worker loads the PDF engine."""

import struct

LENGTH = struct.Struct(">Q")
