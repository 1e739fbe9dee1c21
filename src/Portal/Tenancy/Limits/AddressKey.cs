using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Portal.Tenancy.Limits;

/// <summary>An address as coarse as it is counted: IPv4 whole, IPv6 by its first 64 bits, which one household or machine has to itself (RFC 6177).</summary>
internal static class AddressKey
{
    // No unicast address begins so: keeps IPv4 apart from IPv6.
    private const ulong Version4 = 0xFFFF_FFFF_0000_0000;

    /// <param name="address">Null for a peer without one, such as a socket of this machine: they count as one.</param>
    public static ulong Of(IPAddress? address)
    {
        if (address is null)
        {
            return ulong.MaxValue;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork ? Version4 | BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
