using System.Net;
using System.Net.Sockets;

namespace Portal.Domain.Operations.Webhooks;

/// <summary>
/// Which addresses a tenant may make this deployment talk to: only those of the public internet, so neither its own network, nor the machine itself,
/// nor a cloud's metadata. Ranges: IANA special-purpose registries (RFC 6890 and its updates).
/// </summary>
public static class AddressRange
{
    private static readonly IPNetwork[] Special = [.. ((string[])
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        // 6to4, Teredo, benchmarking, documentation: of what is public below, these are not.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    ]).Select(IPNetwork.Parse)];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        if (Nat64.Contains(address))
        {
            // The last four bytes are the address that is reached.
            return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        }

        return (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address)) && !Special.Any(range => range.Contains(address));
    }
}
