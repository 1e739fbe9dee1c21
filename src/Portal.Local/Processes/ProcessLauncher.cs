using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Portal.Local.Processes;

/// <summary>
/// Starts children from one thread that lives as long as we do: the kernel sends the parent-death signal when the
/// <em>thread</em> that forked ends (prctl(2), PR_SET_PDEATHSIG), and the thread pool ends its threads as it likes.
/// </summary>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<Action> Work = StartThread();

    public static Task<Process> StartAsync(ProcessCommand command)
    {
        var done = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                var process = Process.Start(command.ToStartInfo())!;
                process.StandardInput.Close();
                done.SetResult(process);
            }
            catch (Win32Exception failure)
            {
                done.SetException(new LocalFailure($"cannot start {command.FileName}: {failure.Message}", failure));
            }
            catch (LocalFailure failure)
            {
                done.SetException(failure);
            }
            catch (IOException failure)
            {
                done.SetException(new LocalFailure($"cannot start {command.FileName}: {failure.Message}", failure));
            }
        });
        return done.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        { IsBackground = true, Name = "process launcher" }.Start();
        return work;
    }
}
