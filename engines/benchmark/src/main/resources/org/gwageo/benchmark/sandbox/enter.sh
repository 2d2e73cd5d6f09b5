# First process of a sandbox. Arguments: table of mounts, root folder, command.
# The word "ready" on standard output says that everything after it comes from the command.
mount -n -a -T "$1" || exit 125
cd "$2" || exit 125
mount -n --move . / || exit 125
shift 2
echo ready
chroot . /bin/sh -c 'cd /scratch && unset OLDPWD && exec "$@"' sh "$@"
