namespace Portal.Infrastructure.Tests.Plugins;

/// <summary>An entry as an attacker would write it; null means honest.</summary>
internal sealed record ForgedEntry(string Name, byte[] Content)
{
    public bool Deflate { get; init; }

    public byte[]? RawName { get; init; }

    public ushort Flags { get; init; } = 0x0800;

    public ushort? Method { get; init; }

    public uint Attributes { get; init; }

    public uint? CentralSize { get; init; }

    public uint? LocalSize { get; init; }

    public uint? Crc { get; init; }

    public byte[] Extra { get; init; } = [];

    public byte[] Comment { get; init; } = [];

    public byte[]? LocalName { get; init; }

    public uint? Offset { get; init; }
}
