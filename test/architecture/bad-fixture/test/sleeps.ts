export async function waits(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}
