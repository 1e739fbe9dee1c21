using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Local.Processes;

namespace Portal.Local.Folder;

/// <summary>The children we started, for the next start to stop those that outlived us.</summary>
internal sealed class RunRecord(string path)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _children = [];

    public void Set(string name, int? pid)
    {
        lock (_lock)
        {
            if (pid is { } started && ProcessIdentity.Of(started) is { } identity)
            {
                _children[name] = new Entry(identity.Pid, identity.StartTime);
            }
            else
            {
                _children.Remove(name);
            }

            PrivateFile.Write(path, JsonSerializer.Serialize(_children, FolderJson.Default.DictionaryStringEntry));
        }
    }

    /// <summary>Only what still is the process that was written down: a process id alone may be anyone's by now.</summary>
    public static async Task StopLeftOversAsync(string path, CancellationToken cancellationToken)
    {
        var left = Read(path).Where(child => child.Value.Identity.IsAlive).ToList();
        foreach (var (name, child) in left)
        {
            Posix.Send(child.Pid, name == "postgres" ? Signal.Interrupt : Signal.Terminate);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Grace);
        while (left.Exists(child => child.Value.Identity.IsAlive) && !deadline.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
        }

        foreach (var (_, child) in left.Where(child => child.Value.Identity.IsAlive))
        {
            Posix.Send(child.Pid, Signal.Kill);
        }

        File.Delete(path);
    }

    /// <summary>By name of the child; empty when nothing was written down.</summary>
    public static Dictionary<string, Entry> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), FolderJson.Default.DictionaryStringEntry) ?? [];
        }
        catch (Exception failure) when (failure is FileNotFoundException or JsonException)
        {
            return [];
        }
    }

    internal sealed record Entry(int Pid, ulong StartTime)
    {
        [JsonIgnore]
        public ProcessIdentity Identity => new(Pid, StartTime);
    }
}
