using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Domain;
using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary><c>manifest.json</c> and <c>manifest.seal</c>, an HMAC-SHA256 of it with a key that follows from the content key.</summary>
internal static class BackupManifestFile
{
    public const string Name = "manifest.json";
    public const string SealName = "manifest.seal";
    private const int MostBytes = 16 * 1024 * 1024;

    public static async Task WriteAsync(string folder, BackupManifest manifest, byte[] contentKey, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, ArchiveJson.Options);
        await DurableFile.WriteAsync(Path.Combine(folder, Name), json, cancellationToken);
        await DurableFile.WriteAsync(Path.Combine(folder, SealName), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Seal(manifest.Name, json, contentKey)) + "\n"), cancellationToken);
    }

    /// <summary>What the manifest says; nobody has vouched for it yet.</summary>
    /// <exception cref="BackupRefusedException">There is none, or not one that this version reads.</exception>
    public static BackupManifest Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, Name));
        if (!file.Exists)
        {
            throw new BackupRefusedException("missing", $"{folder} is no backup: it has no {Name}.");
        }

        if (file.Length > MostBytes)
        {
            throw Damaged("it is too large");
        }

        try
        {
            var json = File.ReadAllBytes(file.FullName);
            using (var document = JsonDocument.Parse(json))
            {
                // The format first: what else is in a newer one is not ours to judge.
                var format = document.RootElement.TryGetProperty("format", out var value) && value.TryGetInt32(out var number) ? number : 0;
                if (format != BackupManifest.CurrentFormat)
                {
                    throw new BackupRefusedException("format", $"The backup has format {format}; this version reads {BackupManifest.CurrentFormat}. Restore it with the version that made it, or a newer one.");
                }
            }

            var manifest = JsonSerializer.Deserialize<BackupManifest>(json, ArchiveJson.Options) ?? throw Damaged("it is empty");
            return manifest.Databases is [{ Name: BackupDatabase.Shared }, ..] && manifest.Databases.All(d => Path.GetFileName(d.File) == d.File)
                ? manifest
                : throw Damaged("its list of databases is none of ours");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(FieldText.Excerpt(fault.Message));
        }
    }

    /// <exception cref="BackupRefusedException">The manifest is not as it was written.</exception>
    public static void Check(string folder, BackupManifest manifest, byte[] contentKey)
    {
        var file = Path.Combine(folder, SealName);
        var given = File.Exists(file) ? File.ReadAllText(file).Trim() : throw new BackupRefusedException("missing", $"The backup has no {SealName}.");
        var expected = Convert.ToHexStringLower(Seal(manifest.Name, File.ReadAllBytes(Path.Combine(folder, Name)), contentKey));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(expected)))
        {
            throw Damaged("it was changed after it was written");
        }
    }

    private static byte[] Seal(string backup, byte[] json, byte[] contentKey) => HMACSHA256.HashData(PartKey.Of(contentKey, backup, Name), json);

    private static BackupRefusedException Damaged(string fault) => new("damaged", $"{Name} cannot be trusted: {fault}. Take another backup.");
}
