using Portal.Infrastructure.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys.File;

namespace Portal.Infrastructure.Tests.Tenancy.Keys;

public sealed class FileKeyFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-key-folder-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Make_ByManyAtOnce_LeavesTheKeyThatTheFirstToReadHasSeen()
    {
        for (var round = 0; round < 200; round++)
        {
            var owner = new KeyOwner($"tenant-{round}");
            using var start = new Barrier(4);
            var seen = new byte[4][];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                // One of its own, as each process has.
                var folder = new FileKeyFolder(_folder.FullName);
                start.SignalAndWait();
                folder.Make(owner, 1);
                seen[i] = folder.Read(owner, 1);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            seen.Select(Convert.ToHexString).Distinct().Count().ShouldBe(1, $"round {round}: one of them wraps with a key that is not there any more");
        }

        _folder.GetFiles().Select(file => file.Extension).Distinct().ShouldBe([".key"]);
    }

    [Fact]
    public void Destroy_AfterACrashInTheMiddleOfMaking_TakesWhatIsHalfMadeToo()
    {
        var folder = new FileKeyFolder(_folder.FullName);
        var owner = new KeyOwner("tenant-1");
        folder.Make(owner, 1);
        File.Copy(Path.Combine(_folder.FullName, "tenant-1.1.key"), Path.Combine(_folder.FullName, "tenant-1.1.key.0123.new"));
        folder.Make(new("tenant-10"), 1);

        folder.Destroy(owner);

        _folder.GetFiles().Select(file => file.Name).Order().ShouldBe(["tenant-1.destroyed", "tenant-10.1.key"]);
    }
}
