using System.IO.Compression;
using Portal.Domain.Billing;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Plugins.Packages;

namespace Portal.Infrastructure.Tests.Plugins;

public sealed class PackageReaderTests
{
    [Fact]
    public void Read_OfWhatTheWriterWrote_GivesEverythingBack()
    {
        var files = SamplePackage.Files();
        var package = PackageReader.Read(PackageWriter.Write(files)).Value;
        package.FileName.ShouldBe("ci-status-1.2.0.portalplugin");
        package.Readme.ShouldBe("# CI status");
        package.Files.Keys.ShouldBe(files.Keys.Order(StringComparer.Ordinal));
        package.Files.ShouldAllBe(file => file.Value.SequenceEqual(files[file.Key]));
        package.Manifest.Price.ShouldBe(new Money(1900, Currency.Eur));
        package.Manifest.Backend.ShouldBe(new PluginBackend(
            "registry.example/brightline/ci-status", 8080, 2, new PluginSimulation(0.3, 25, TimeSpan.FromSeconds(20))));
        package.Manifest.Permissions.ShouldBe(["catalog.read", "pipelines.read"]);
    }

    [Fact]
    public void Write_OfTheSameFilesInAnyOrder_GivesTheSameBytes()
    {
        var once = PackageWriter.Write(SamplePackage.Files());
        PackageWriter.Write(SamplePackage.Files().Reverse()).ShouldBe(once);
        // Pinned: a change of the format changes every digest that was ever published.
        PackageReader.Read(once).Value.Digest.Value.ShouldBe("sha256:501e837564af84ee7a6ce42bd7f0f0d6c9065eaee5c97d1f4a1b83e3233dec9f");
    }

    [Fact]
    public void Read_OfDeflatedArchiveByAnotherProgram_Succeeds()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in SamplePackage.Files())
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        PackageReader.Read(stream.ToArray()).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Read_OfWriterOutputByTheFramework_Succeeds()
    {
        using var archive = new ZipArchive(new MemoryStream(PackageWriter.Write(SamplePackage.Files())));
        using var reader = new StreamReader(archive.GetEntry("plugin.yaml")!.Open());
        reader.ReadToEnd().ShouldBe(SamplePackage.Manifest);
    }

    [Fact]
    public void Read_OfEveryTruncationAndManyMutations_NeverThrows()
    {
        var archive = PackageWriter.Write(SamplePackage.Files());
        var random = new Random(20261121);
        for (var length = 0; length < archive.Length; length++)
        {
            PackageReader.Read(archive.AsMemory(0, length)).Succeeded.ShouldBeFalse();
        }

        for (var run = 0; run < 20_000; run++)
        {
            var mutated = archive.ToArray();
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            _ = PackageReader.Read(mutated);
        }
    }
}
