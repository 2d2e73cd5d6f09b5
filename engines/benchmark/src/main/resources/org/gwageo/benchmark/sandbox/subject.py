def main():
    channel = Channel()
    kept = []

    def keep(value):
        kept.append(value)
        return b"x%s;" % hex(len(kept) - 1).encode()

    def find(number):
        return kept[number]

    module = type(sys)("program")
    space = module.__dict__

    def act(deed, target, arguments, named):
        if deed == "name":
            if target not in space:
                raise NameError("the program does not define " + target)
            return space[target](*arguments, **named)
        if deed == "call":
            return target(*arguments, **named)
        if deed == "get":
            return getattr(target, *arguments)
        return setattr(target, *arguments)

    sources = decode(channel.read(), find)
    sys.modules["program"] = module
    try:
        for source in sources:
            exec(compile(source, "<program>", "exec"), space)
    except BaseException as error:
        channel.write(b"r", described(error))
        return
    channel.write(b"o", b"")
    while True:
        request = channel.read()
        try:
            reply = encode(act(*decode(request, find)), keep)
        except BaseException as error:
            channel.write(b"r", described(error))
        else:
            channel.write(b"v", reply)


main()
