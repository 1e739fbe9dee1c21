using System.Globalization;

namespace Portal.Local.Processes;

/// <summary>Who runs the database when we are root: PostgreSQL refuses to.</summary>
internal sealed record UnprivilegedUser(string Name, uint UserId, uint GroupId)
{
    /// <summary>Null for an ordinary user, who simply runs it.</summary>
    public static UnprivilegedUser? WhenRoot() => Environment.IsPrivilegedProcess ? Find(File.ReadLines("/etc/passwd")) : null;

    public static UnprivilegedUser Find(IEnumerable<string> passwd)
    {
        var users = passwd.Select(Parse).OfType<UnprivilegedUser>().ToList();
        return users.Find(user => user.Name == "postgres")
            ?? users.Find(user => user.Name == "nobody")
            ?? throw new LocalFailure("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody");
    }

    // passwd(5): name:password:UID:GID:GECOS:directory:shell
    private static UnprivilegedUser? Parse(string line)
    {
        var fields = line.Split(':');
        return fields.Length >= 4
            && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var user)
            && uint.TryParse(fields[3], CultureInfo.InvariantCulture, out var group)
            && user != 0
            ? new UnprivilegedUser(fields[0], user, group)
            : null;
    }
}
