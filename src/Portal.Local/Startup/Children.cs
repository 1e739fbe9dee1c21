using Portal.Local.Folder;
using Portal.Local.Output;
using Portal.Local.Processes;

namespace Portal.Local.Startup;

/// <summary>The child processes of one instance, with their logs, and written down for the next start.</summary>
internal sealed class Children(InstanceSettings settings) : IAsyncDisposable
{
    private readonly RunRecord _record = new(settings.Folder.RunRecord);
    private readonly Lock _lock = new();
    private readonly List<SupervisedProcess> _processes = [];
    private readonly List<ProcessLog> _logs = [];
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends only by failing: a child is beyond restarting.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Told the name and process id of every child that comes back from now on; null while it is down.</summary>
    public Action<string, int?>? Changed { get; set; }

    public ProcessLog OpenLog(string name)
    {
        var log = new ProcessLog(name, settings.Folder.LogFile(name), settings.Quiet ? null : settings.Terminal);
        lock (_lock)
        {
            _logs.Add(log);
        }

        return log;
    }

    public async Task<SupervisedProcess> StartAsync(ProcessPlan plan, ProcessLog log, CancellationToken cancellationToken)
    {
        var process = new SupervisedProcess(plan, log, settings.Terminal, pid =>
        {
            _record.Set(plan.Name, pid);
            Changed?.Invoke(plan.Name, pid);
        });
        lock (_lock)
        {
            _processes.Add(process);
        }

        await process.StartAsync(cancellationToken);
        _ = process.Loop.ContinueWith(
            loop => _failed.TrySetException(loop.Exception!.InnerExceptions),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return process;
    }

    public Task StopAsync(string name, TimeSpan grace) => Find(name)?.StopAsync(grace) ?? Task.CompletedTask;

    public int? Pid(string name) => Find(name)?.Pid;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _logs.ForEach(log => log.Dispose());
        File.Delete(settings.Folder.RunRecord);
    }

    private SupervisedProcess? Find(string name)
    {
        lock (_lock)
        {
            return _processes.Find(process => process.Name == name);
        }
    }
}
