namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>One entry as both of its headers agree on it.</summary>
/// <param name="Path">With forward slashes; a directory ends with one.</param>
/// <param name="Deflated">Method 8; otherwise stored.</param>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="Size">Declared size unpacked.</param>
/// <param name="Data">Where its packed bytes are in the archive.</param>
internal sealed record ZipEntry(string Path, bool Deflated, uint Crc, int Size, Range Data)
{
    public bool IsDirectory => Path.EndsWith('/');
}
