using System.Globalization;
using System.Runtime.InteropServices;
using Descent.Kernel.Execution;
using Descent.Kernel.Streams;

// Numbers and messages are the same everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var server = new Server();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    server.Interrupt();
});
server.Serve();
NativeMethods.Exit(0);
