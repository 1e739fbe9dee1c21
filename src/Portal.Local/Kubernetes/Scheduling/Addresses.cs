using System.Security.Cryptography;
using System.Text;

namespace Portal.Local.Kubernetes.Scheduling;

/// <summary>Addresses that nothing listens on: stable per object, from the ranges clusters usually have.</summary>
internal static class Addresses
{
    public const string Node = "10.0.0.1";

    public static string Service(string uid)
    {
        var hash = Hash(uid);
        return $"10.96.{hash[0]}.{Math.Max((int)hash[1], 1)}";
    }

    public static string Pod(string uid)
    {
        var hash = Hash(uid);
        return $"10.244.{hash[0]}.{Math.Max((int)hash[1], 1)}";
    }

    private static byte[] Hash(string uid) => SHA256.HashData(Encoding.UTF8.GetBytes(uid));
}
