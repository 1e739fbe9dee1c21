using System.Text;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Tests.Plugins;

/// <summary>One archive per attack; each is refused with the code of the rule that it breaks.</summary>
public sealed class HostileArchiveTests
{
    private static readonly byte[] Text = "text"u8.ToArray();

    [Theory]
    [InlineData("../evil.html")]
    [InlineData("ui/../../evil.html")]
    [InlineData("/etc/evil.html")]
    [InlineData("C:/evil.html")]
    [InlineData("ui\\evil.html")]
    [InlineData("//host/share/evil.html")]
    [InlineData("ui/./a.html")]
    [InlineData("ui//a.html")]
    [InlineData("ui/%2e%2e/a.html")]
    [InlineData("ui/a\u202Elmth.html")]
    [InlineData("ui/a\u200B.html")]
    [InlineData("ui/\u0430.html")]
    [InlineData("ui/a.html.")]
    [InlineData("ui/a .html")]
    [InlineData("ui/.hidden.html")]
    [InlineData("ui/nul.html")]
    [InlineData("ui/COM1.html")]
    [InlineData("ui/a.html:stream")]
    [InlineData("ui/a\0.html")]
    [InlineData("ui/tool.exe")]
    [InlineData("ui/noextension")]
    [InlineData("bin/a.html")]
    [InlineData("install.sh")]
    [InlineData("Plugin.yaml")]
    [InlineData("plugin.yml")]
    [InlineData("ui/plugin.yaml")]
    [InlineData("ui/a/b/c/d/e/f/g/h/i/j/k.html")]
    public void Read_WithForbiddenName_IsRefused(string name) => Code(With(new ForgedEntry(name, Text))).ShouldBe("plugin.package.path");

    [Fact]
    public void Read_WithTooLongName_IsRefused() =>
        Code(With(new ForgedEntry($"ui/{new string('a', 300)}.html", Text))).ShouldBe("plugin.package.path");

    [Fact]
    public void Read_WithInvalidUtf8Name_IsRefused() =>
        Code(With(new ForgedEntry("", Text) { RawName = [0x75, 0x69, 0x2f, 0xff, 0xfe] })).ShouldBe("plugin.package.path");

    [Theory]
    [InlineData("ui/index.html")]
    [InlineData("ui/INDEX.html")]
    [InlineData("plugin.yaml")]
    public void Read_WithNameTwice_IsRefused(string name) => Code(With(new ForgedEntry(name, Text))).ShouldBe("plugin.package.duplicate");

    [Fact]
    public void Read_WithFileThatIsAlsoAFolder_IsRefused() =>
        Code(With(new ForgedEntry("ui/index.html/a.html", Text))).ShouldBe("plugin.package.duplicate");

    [Theory]
    [InlineData(0xA1FFu)]
    [InlineData(0x21B6u)]
    [InlineData(0x11B6u)]
    [InlineData(0x61B6u)]
    public void Read_WithLinkOrDevice_IsRefused(uint unixMode) =>
        Code(With(new ForgedEntry("ui/link.html", Text) { Attributes = unixMode << 16 })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithBomb_IsRefusedByRatio() =>
        Code(With(new ForgedEntry("ui/bomb.txt", new byte[1024 * 1024]) { Deflate = true })).ShouldBe("plugin.package.ratio");

    [Fact]
    public void Read_WithBombThatDeclaresLittle_StopsAtTheDeclaredSize() =>
        Code(With(new ForgedEntry("ui/bomb.txt", new byte[1024 * 1024]) { Deflate = true, CentralSize = 100, LocalSize = 100 }))
            .ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithTooBigFile_IsRefused() =>
        Code(With(new ForgedEntry("ui/big.txt", new byte[6 * 1024 * 1024]))).ShouldBe("plugin.package.size");

    [Fact]
    public void Read_WithTooMuchInAll_IsRefused() =>
        Code(With([.. Enumerable.Range(0, 11).Select(index => new ForgedEntry($"ui/{index}.txt", Noise(5_000_000)) { Deflate = true })]),
            new PackageLimits { ArchiveBytes = int.MaxValue }).ShouldBe("plugin.package.size");

    [Fact]
    public void Read_WithTooManyEntries_IsRefused() =>
        Code(With([.. Enumerable.Range(0, 2_001).Select(index => new ForgedEntry($"ui/{index}.txt", Text))])).ShouldBe("plugin.package.entries");

    [Fact]
    public void Read_WithTooBigArchive_IsRefused() => Code(new byte[21 * 1024 * 1024]).ShouldBe("plugin.package.size");

    [Fact]
    public void Read_WithOverlappingEntries_IsRefused() =>
        Code(With(new ForgedEntry("ui/again.html", Text) { Offset = 0 })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithDifferentLocalName_IsRefused() =>
        Code(With(new ForgedEntry("ui/good.html", Text) { LocalName = "ui/evil.html"u8.ToArray() })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithDifferentLocalSize_IsRefused() =>
        Code(With(new ForgedEntry("ui/a.html", Text) { LocalSize = 3 })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithWrongChecksum_IsRefused() =>
        Code(With(new ForgedEntry("ui/a.html", Text) { Crc = 1 })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithExtraField_IsRefused() =>
        Code(With(new ForgedEntry("ui/a.html", Text) { Extra = [0x55, 0x54, 1, 0, 0] })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithEntryComment_IsRefused() =>
        Code(With(new ForgedEntry("ui/a.html", Text) { Comment = Text })).ShouldBe("plugin.package.structure");

    [Theory]
    [InlineData(0x0801)]
    [InlineData(0x0808)]
    [InlineData(0x2800)]
    public void Read_WithEncryptionOrDataDescriptor_IsRefused(ushort flags) =>
        Code(With(new ForgedEntry("ui/a.html", Text) { Flags = flags })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithUnknownMethod_IsRefused() =>
        Code(With(new ForgedEntry("ui/a.html", Text) { Method = 93 })).ShouldBe("plugin.package.structure");

    [Fact]
    public void Read_WithBytesBeforeBetweenOrAfter_IsRefused()
    {
        Code(ZipForge.Build(SamplePackage.Entries(), prefix: "#!/bin/sh\n"u8.ToArray())).ShouldBe("plugin.package.structure");
        Code(ZipForge.Build(SamplePackage.Entries(), gap: Text)).ShouldBe("plugin.package.structure");
        Code(ZipForge.Build(SamplePackage.Entries(), suffix: Text)).ShouldBe("plugin.package.structure");
    }

    [Fact]
    public void Read_WithWrongEntryCount_IsRefused()
    {
        Code(ZipForge.Build(SamplePackage.Entries(), declaredCount: 3)).ShouldBe("plugin.package.structure");
        Code(ZipForge.Build(SamplePackage.Entries(), declaredCount: 5)).ShouldBe("plugin.package.structure");
        Code(ZipForge.Build([], declaredCount: 0)).ShouldBe("plugin.package.entries");
    }

    [Fact]
    public void Read_WithoutManifest_IsRefused() =>
        Code(ZipForge.Build(SamplePackage.Entries().Where(entry => entry.Name != "plugin.yaml"))).ShouldBe("plugin.package.manifest");

    [Fact]
    public void Read_WithoutEntryPage_IsRefused() =>
        Code(ZipForge.Build(SamplePackage.Entries().Where(entry => entry.Name != "ui/index.html"))).ShouldBe("plugin.package.manifest");

    [Fact]
    public void Read_WithReadmeThatIsNotText_IsRefused()
    {
        var files = SamplePackage.Files();
        files["README.md"] = [0xff, 0xfe, 0x00];
        Code(PackageWriter.Write(files)).ShouldBe("plugin.package.readme");
    }

    [Fact]
    public void Read_OfTheForgeWithHonestEntries_Succeeds() => PackageReader.Read(ZipForge.Build(SamplePackage.Entries())).Succeeded.ShouldBeTrue();

    private static byte[] With(params ForgedEntry[] entries) => ZipForge.Build([.. SamplePackage.Entries(), .. entries]);

    private static byte[] Noise(int length)
    {
        // Compresses to about a half: no bomb, only much.
        var random = new Random(7);
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            text.Append((char)('a' + random.Next(16)));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string? Code(byte[] archive, PackageLimits? limits = null) => PackageReader.Read(archive, limits).Error?.Code;
}
