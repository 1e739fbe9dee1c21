using System.Diagnostics;
using Portal.Local.Output;

namespace Portal.Local.Processes;

/// <summary>Keeps one child running: starts it, watches its health, starts it again when it crashed, stops it at the end.</summary>
internal sealed class SupervisedProcess(ProcessPlan plan, ProcessLog log, Terminal terminal, Action<int?> pidChanged) : IAsyncDisposable
{
    private const int CrashesToComeUp = 3;
    private const int CrashesToStayUp = 8;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private Task _loop = Task.CompletedTask;

    public string Name => plan.Name;

    public int? Pid { get; private set; }

    /// <summary>Completes only by failing: the child is beyond restarting.</summary>
    public Task Loop => _loop;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = RunAsync();
        var late = Task.Delay(plan.StartDeadline, cancellationToken);
        var first = await Task.WhenAny(_healthy.Task, _loop, late);
        cancellationToken.ThrowIfCancellationRequested();
        if (first == late)
        {
            throw Failure($"it is not healthy after {plan.StartDeadline.TotalSeconds:0} s");
        }

        await first;
    }

    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        if (_process is { HasExited: false } process)
        {
            Posix.Send(process.Id, plan.StopSignal);
            if (!await EndsWithinAsync(process, grace))
            {
                Posix.Send(process.Id, plan.ForceSignal);
                await EndsWithinAsync(process, TimeSpan.FromSeconds(1));
            }
        }

        await _loop.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        pidChanged(null);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(3));
        _stopping.Dispose();
        _process?.Dispose();
    }

    private async Task RunAsync()
    {
        var backOff = new BackOff();
        while (!_stopping.IsCancellationRequested)
        {
            var healthyFor = await RunOnceAsync();
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            var exit = $"stopped with exit code {_process!.ExitCode}";
            var wait = backOff.Next(healthyFor);
            if (backOff.Fruitless >= (_healthy.Task.IsCompleted ? CrashesToStayUp : CrashesToComeUp))
            {
                throw Failure("it " + exit);
            }

            terminal.Error($"{plan.Name} {exit}: starting it again in {wait.TotalSeconds:0.0} s");
            await Task.Delay(wait, _stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<TimeSpan?> RunOnceAsync()
    {
        _process?.Dispose();
        var process = _process = await ProcessLauncher.StartAsync(plan.Command);
        Pid = process.Id;
        pidChanged(Pid);
        _ = ProcessOutput.PumpAsync(process, log.Line);
        using var ended = new CancellationTokenSource();
        var healthySince = WatchHealthAsync(ended.Token);
        await process.WaitForExitAsync(_stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        await ended.CancelAsync();
        return await healthySince is { } since ? Stopwatch.GetElapsedTime(since) : null;
    }

    private async Task<long?> WatchHealthAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            if (await plan.IsHealthyAsync(ended))
            {
                _healthy.TrySetResult();
                return Stopwatch.GetTimestamp();
            }

            await Task.Delay(50, ended).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return null;
    }

    private static async Task<bool> EndsWithinAsync(Process process, TimeSpan grace)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(grace);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private LocalFailure Failure(string what) => new($"{plan.Name} does not come up: {what}; its last line was '{log.LastLine}', see {log.FilePath}");
}
