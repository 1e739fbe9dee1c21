using Portal.Domain.Audit;
using Portal.Infrastructure.Audit.Signing;

namespace Portal.Cli.Audit;

/// <summary>The file with the public keys that are trusted, one a line.</summary>
internal static class PublicKeys
{
    /// <exception cref="FormatException">A line is no key, or there is none.</exception>
    public static async Task<IReadOnlyList<NoteKey>> ReadAsync(FileInfo file)
    {
        var keys = (await File.ReadAllLinesAsync(file.FullName)).Where(line => line.Trim().Length > 0)
            .Select(line => NoteKey.Parse(line) ?? throw new FormatException($"{file.Name}: \"{line}\" is no public key; a line is name+id+key")).ToList();
        if (keys.Count == 0)
        {
            throw new FormatException($"{file.Name} has no key");
        }

        Ed25519.EnsureAvailable();
        return keys;
    }
}
