using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Migrations;

/// <summary>The files of <c>migrations/</c>, as they were when this assembly was built.</summary>
public static class EmbeddedMigrations
{
    private const string Folder = "migrations/";

    public static IReadOnlyList<Migration> All { get; } = Read();

    private static Migration[] Read()
    {
        var assembly = typeof(EmbeddedMigrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                var sql = reader.ReadToEnd();
                return new Migration(name[Folder.Length..], sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
            })];
    }
}
