class Handed(Exception):
    """A test hands the program something that cannot leave this process."""


class Program:
    """The program, in a process of its own."""

    def __init__(self, channel):
        self.channel = channel

    def ask(self, deed, target, arguments=(), named=()):
        request = encode([deed, target, arguments, dict(named)], self.sent)
        self.channel.write(b"c", request)
        reply = self.channel.read()
        if reply[:1] == b"v":
            return self.read(reply[1:])
        name, text = self.read(reply[1:])
        raise raised(name, text)

    def read(self, data):
        return decode(data, lambda number: Remote(self, number))

    def sent(self, value):
        if isinstance(value, Remote):
            return b"x%s;" % hex(object.__getattribute__(value, "_number")).encode()
        raise Handed("a test hands over a %s" % type(value).__name__)

    def function(self, name):
        def call(*arguments, **named):
            return self.ask("name", name, arguments, named)

        call.__name__ = name
        return call


class Remote:
    """An object of the program that stays there; equal to nothing but itself."""

    __slots__ = ("_program", "_number")

    def __init__(self, program, number):
        object.__setattr__(self, "_program", program)
        object.__setattr__(self, "_number", number)

    def __call__(self, *arguments, **named):
        return self._program.ask("call", self, arguments, named)

    def __getattr__(self, name):
        return self._program.ask("get", self, (name,))

    def __setattr__(self, name, value):
        self._program.ask("set", self, (name, value))


class Elsewhere(Exception):
    """An exception of the program whose class exists only there."""


def raised(name, text):
    known = getattr(builtins, str(name), None)
    error = Elsewhere(text)
    if isinstance(known, type) and issubclass(known, Exception):
        try:
            error = known(text)
        except Exception:
            pass
    error.of_program = str(name)
    return error


def line_of(error, tests):
    number = 0
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<tests>":
            number = step.tb_lineno
        step = step.tb_next
    lines = tests.split("\n")
    return lines[number - 1].strip()[:300] if 0 < number <= len(lines) else ""


def main():
    channel = Channel()
    program = Program(channel)
    prelude, tests, names = program.read(channel.read())
    space = {"__name__": "tests"}
    try:
        exec(compile(prelude, "<prelude>", "exec"), space)
        for name in names:
            space[name] = program.function(name)
        code = compile(tests, "<tests>", "exec")
    except BaseException as error:
        channel.write(b"u", described(error))
        return
    nothing = lambda value: b"n"
    try:
        exec(code, space)
    except Handed as error:
        channel.write(b"u", described(error))
    except BaseException as error:
        name = getattr(error, "of_program", None)
        if name is not None:
            channel.write(b"r", encode([name, str(error)], nothing))
        elif isinstance(error, AssertionError):
            channel.write(b"a", encode([line_of(error, tests), str(error)[:300]], nothing))
        else:
            channel.write(b"r", described(error))
    else:
        channel.write(b"p", b"")


main()
