using System.Security.Cryptography;
using System.Text.Json;

namespace Portal.Local.Folder;

/// <summary>Random once per data folder, then kept: the database remembers its password too.</summary>
internal sealed record SecretsFile(string PostgresPassword, string StripeSecretKey, string StripeWebhookSecret)
{
    public static SecretsFile Open(string path)
    {
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), FolderJson.Default.SecretsFile)
                ?? throw new LocalFailure($"{path} is empty: --reset starts over");
        }

        var created = new SecretsFile(Random(24), "sk_test_" + Random(16), "whsec_" + Random(24));
        PrivateFile.Write(path, JsonSerializer.Serialize(created, FolderJson.Default.SecretsFile));
        return created;
    }

    private static string Random(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
