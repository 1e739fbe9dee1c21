using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Portal.Local.Postgres;

/// <summary>
/// Connection strings by role. The passwords of the product's roles follow from the superuser's, because roles belong to the
/// server: everyone who shares one, several test processes or two instances, must agree on them without talking.
/// </summary>
internal sealed record DatabaseAccess(string Superuser)
{
    public string App => For("portal_app");

    public string Platform => For("portal_platform");

    public DatabaseAccess InDatabase(string name) => new(new NpgsqlConnectionStringBuilder(Superuser) { Database = name }.ConnectionString);

    private string For(string role)
    {
        var builder = new NpgsqlConnectionStringBuilder(Superuser);
        builder.Password = Password(role, builder.Password ?? "");
        builder.Username = role;
        return builder.ConnectionString;
    }

    private static string Password(string role, string key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(role)));
}
