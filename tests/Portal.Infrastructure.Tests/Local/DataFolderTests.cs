using Portal.Local;
using Portal.Local.Folder;

namespace Portal.Infrastructure.Tests.Local;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("portal-folder-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void Open_NewFolder_CanBeOpenedAgainLater()
    {
        var path = Path.Combine(_path, "deep", "new");

        DataFolder.Open(path).Dispose();

        using var again = DataFolder.Open(path);
        again.Root.ShouldBe(path);
    }

    [Fact]
    public void Open_FolderOfSomethingElse_IsRefusedAndUntouched()
    {
        File.WriteAllText(Path.Combine(_path, "thesis.txt"), "mine");

        Should.Throw<LocalFailure>(() => DataFolder.Open(_path)).Message.ShouldContain("was not made by Portal");

        Directory.GetFileSystemEntries(_path).ShouldBe([Path.Combine(_path, "thesis.txt")]);
    }

    [Fact]
    public void Open_WhileInUse_IsRefused()
    {
        using var first = DataFolder.Open(_path);

        Should.Throw<LocalFailure>(() => DataFolder.Open(_path)).Message.ShouldContain("in use by another instance");
    }

    [Fact]
    public void Open_FileInItsPlace_SaysSoInOneLine()
    {
        var file = Path.Combine(_path, "file");
        File.WriteAllText(file, "");

        Should.Throw<LocalFailure>(() => DataFolder.Open(file)).Message.ShouldStartWith($"cannot use the data folder {file}");
    }

    [Fact]
    public void Reset_WithContents_LeavesAnEmptyFolderOfOurs()
    {
        using (var folder = DataFolder.Open(_path))
        {
            Directory.CreateDirectory(folder.Kubernetes);
            File.WriteAllText(folder.Demo, "{}");

            folder.Reset();

            File.Exists(folder.Demo).ShouldBeFalse();
            Directory.Exists(folder.Kubernetes).ShouldBeFalse();
        }

        DataFolder.Open(_path).Dispose();
    }

    [Fact]
    public void Secrets_SecondStart_AreTheSameAndPrivate()
    {
        using var folder = DataFolder.Open(_path);

        var first = SecretsFile.Open(folder.Secrets);

        SecretsFile.Open(folder.Secrets).ShouldBe(first);
        File.GetUnixFileMode(folder.Secrets).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
